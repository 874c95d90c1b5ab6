import { maskName } from '#shared/kernel/mask-name.ts'

export function withMaskedName<Row extends { readonly applicantName: string | null }>(row: Row): Row {
  return { ...row, applicantName: row.applicantName === null ? null : maskName(row.applicantName) }
}

/**
 * The row with the applicant's name as the actor may see it. The program itself counts as somebody who may not: what it
 * prints and logs carries no citizen's name.
 */
export function withVisibleName<Row extends { readonly applicantName: string | null }>(
  row: Row,
  maySeeNames: boolean,
): Row {
  return maySeeNames ? row : withMaskedName(row)
}
