import type { ZonePoint } from '#shared/presence/presence.model.ts'

const CORNER = /^\s*(\d{1,3}(?:[.,]\d+)?)\s+(\d{1,3}(?:[.,]\d+)?)\s*$/

/** Corners as people type them: per cent of width and height, `44,5 49; 59 49; 59 83`. */
export function formatCorners(points: readonly ZonePoint[]): string {
  const percent = (share: number): string => String(Math.round(share * 1000) / 10).replace('.', ',')
  return points.map(([x, y]) => `${percent(x)} ${percent(y)}`).join('; ')
}

/** null while what is typed is no list of corners inside the picture. */
export function parseCorners(text: string): ZonePoint[] | null {
  const parts = text.split(';').filter((part) => part.trim() !== '')
  const points = parts.flatMap((part): ZonePoint[] => {
    const [, x = '', y = ''] = CORNER.exec(part) ?? []
    const point: ZonePoint = [Number(x.replace(',', '.')) / 100, Number(y.replace(',', '.')) / 100]
    return x !== '' && point[0] <= 1 && point[1] <= 1 ? [point] : []
  })
  return points.length === parts.length ? points : null
}

/** Four decimals are a tenth of a pixel of what is looked at. */
export function clampPoint(x: number, y: number): ZonePoint {
  const share = (value: number): number => Math.round(Math.max(0, Math.min(1, value)) * 10_000) / 10_000
  return [share(x), share(y)]
}

/** The picture with one corner put elsewhere. */
export function movePoint(points: readonly ZonePoint[], index: number, to: ZonePoint): ZonePoint[] {
  return points.map((point, at) => (at === index ? to : point))
}
