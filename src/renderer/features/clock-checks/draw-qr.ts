import encodeQr from 'qr'

/** Light around the code: without it no reader finds its corners. */
const BORDER_MODULES = 4

/** Draws the text as a QR code that fills the canvas with whole pixels per module: no edge is blurred by scaling. */
export function drawQr(canvas: HTMLCanvasElement, text: string, sidePx: number): void {
  const modules = encodeQr(text, 'raw', { ecc: 'medium', border: BORDER_MODULES })
  const modulePx = Math.max(1, Math.floor(sidePx / modules.length))
  const drawnPx = modulePx * modules.length
  if (canvas.width !== drawnPx) [canvas.width, canvas.height] = [drawnPx, drawnPx]
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#fff'
  context.fillRect(0, 0, drawnPx, drawnPx)
  context.fillStyle = '#000'
  for (const [y, row] of modules.entries())
    for (const [x, isDark] of row.entries())
      if (isDark) context.fillRect(x * modulePx, y * modulePx, modulePx, modulePx)
}
