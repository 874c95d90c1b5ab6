import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormTemplate, FormValues, ReceptionReport } from '#shared/receptions/report.model.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { headerRows } from '../form-header.ts'

/** The 29 columns by commune with their total, as the form has them. */
export function FormTable({ report }: { readonly report: ReceptionReport }): ReactNode {
  const { t } = useTranslation()
  const { template, rows, total, previousTotal } = report
  return (
    <div className="reception-form-scroll">
      <table className="reception-form" aria-label={template.title}>
        <FormHead template={template} />
        <tbody>
          {rows.map(({ communeUnitId, communeName, values }) => (
            <FormRow key={communeUnitId} name={communeName} values={values} />
          ))}
          <FormRow name={t('receptions.report.total')} values={total} kind="total" />
          <FormRow name={t('receptions.report.samePeriod')} values={previousTotal} kind="previous" />
        </tbody>
      </table>
    </div>
  )
}

function FormHead({ template }: { readonly template: FormTemplate }): ReactNode {
  const { t } = useTranslation()
  const rows = headerRows(template.columns)
  const isSumOf = ({ number, sumOf }: FormTemplate['columns'][number]): string =>
    sumOf.length === 0 ? String(number) : `${number} = ${sumOf.join(' + ')}`
  return (
    <thead>
      {rows.map((cells, level) => (
        <tr key={cells[0]?.key ?? level}>
          {level === 0 && (
            <th rowSpan={rows.length} scope="col" className="reception-form-unit">
              {t('receptions.report.unit')}
            </th>
          )}
          {cells.map(({ key, word, columns, rows: deep }) => (
            <th key={key} colSpan={columns} rowSpan={deep} scope={columns === 1 ? 'col' : 'colgroup'}>
              {word}
            </th>
          ))}
        </tr>
      ))}
      <tr className="reception-form-numbers">
        <th scope="col">MS</th>
        {template.columns.map((column) => (
          <th key={column.number} scope="col" title={isSumOf(column)}>
            {column.number}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type FormRowProps = {
  readonly name: string
  readonly values: FormValues
  readonly kind?: 'total' | 'previous'
}

function FormRow({ name, values, kind }: FormRowProps): ReactNode {
  return (
    <tr data-kind={kind}>
      <th scope="row">{name}</th>
      {values.map((value, index) => (
        // A column is its place in the form.
        <td key={index + 1}>{formatNumber(value)}</td>
      ))}
    </tr>
  )
}
