import { useTranslation } from 'react-i18next'
import type { TimelinessBasis } from '#shared/dossiers/timeliness.model.ts'

/** `Lúc xử lý xong, theo ngày`. */
export function useBasisName(): (basis: TimelinessBasis) => string {
  const { t } = useTranslation()
  return ({ instant, resolution }) =>
    t('reports.basis', {
      instant: t(`reports.instant.${instant}`),
      resolution: t(`reports.resolution.${resolution}`).toLocaleLowerCase('vi'),
    })
}
