/** How the pages look, apart from light and dark: remembered in this browser. */
export type Look = { readonly highContrast: boolean; readonly largeText: boolean }

const LOOK_KEY = 'minh-chung.look'

/** What the system asks for decides until a person has chosen in this browser. */
export function readLook(stored: string | null, asksForContrast: boolean): Look {
  const words = stored?.split(' ')
  return {
    highContrast: words === undefined ? asksForContrast : words.includes('high-contrast'),
    largeText: words?.includes('large-text') ?? false,
  }
}

export function lookText({ highContrast, largeText }: Look): string {
  return [...(highContrast ? ['high-contrast'] : []), ...(largeText ? ['large-text'] : [])].join(' ')
}

export function storedLook(): Look {
  const asks = globalThis.matchMedia?.('(prefers-contrast: more)').matches ?? false
  return readLook(globalThis.localStorage?.getItem(LOOK_KEY) ?? null, asks)
}

export function keepLook(look: Look): void {
  globalThis.localStorage?.setItem(LOOK_KEY, lookText(look))
}

/** Sets what look.css goes by. */
export function showLook({ highContrast, largeText }: Look): void {
  const { dataset } = document.documentElement
  if (highContrast) dataset.contrast = 'high'
  else delete dataset.contrast
  if (largeText) dataset.text = 'large'
  else delete dataset.text
}
