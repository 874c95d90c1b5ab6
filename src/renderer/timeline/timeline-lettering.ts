/** The canvas's fonts, and the room that they want. */
export type TimelineLettering = {
  readonly label: string
  readonly count: string
  readonly flag: string
  /** No label is wider than this with the space around it. */
  readonly labelSpacingPx: number
}

const FAMILY = '"Be Vietnam Pro", "Segoe UI", system-ui, sans-serif'
const USUAL_TEXT_PX = 16

/** How much larger than usual the page's text is. */
export function textScale(): number {
  const px = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return px > 0 ? px / USUAL_TEXT_PX : 1
}

export function letteringOf(scale: number): TimelineLettering {
  const font = (weight: number, px: number): string => `${weight} ${px * scale}px ${FAMILY}`
  return {
    label: font(500, 11),
    count: font(600, 10),
    flag: font(700, 11),
    labelSpacingPx: 76 * scale,
  }
}
