import { useEffect, useState } from 'react'
import { textScale } from './timeline-lettering.ts'
import { onThemeChange } from './on-theme-change.ts'

/** How much larger than usual the page's text is, whenever that changes. */
export function useTextScale(): number {
  const [scale, setScale] = useState(textScale)
  useEffect(() => onThemeChange(() => setScale(textScale())), [])
  return scale
}
