import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type BrandProps = { readonly narrow?: boolean; readonly large?: boolean }

/** The sign: an M whose middle stroke carries the mark of a cited moment. */
export function Brand({ narrow = false, large = false }: BrandProps): ReactNode {
  const { t } = useTranslation()
  const sizePx = large ? 44 : 26
  return (
    <div className="mc-brand" data-large={large || undefined}>
      <svg viewBox="0 0 32 32" width={sizePx} height={sizePx} aria-hidden>
        <rect width="32" height="32" rx="7" className="mc-brand-ground" />
        <path d="M7 23V9.5l9 9 9-9V23" className="mc-brand-stroke" />
        <circle cx="16" cy="10" r="2.3" className="mc-brand-dot" />
      </svg>
      {!narrow && <span className="mc-brand-name">{t('product.name')}</span>}
    </div>
  )
}
