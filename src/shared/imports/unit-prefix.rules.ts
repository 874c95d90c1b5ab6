/** `H42.18-261120-0001` → `H42.18`; the older `000.00.18.H42-…` → `H42.18` too. */
function unitOfCode(dossierCode: string): string {
  const prefix = dossierCode.split('-')[0] ?? ''
  if (!/^\d/.test(prefix)) return prefix
  return prefix
    .split('.')
    .toReversed()
    .filter((part) => !/^0+$/.test(part))
    .join('.')
}

/** Whether a dossier code was given out by a unit or by one below it. */
export function isCodeOfUnit(dossierCode: string, unitCode: string): boolean {
  const prefix = unitOfCode(dossierCode)
  const unit = unitOfCode(unitCode.trim().toUpperCase())
  return prefix === unit || prefix.startsWith(`${unit}.`)
}
