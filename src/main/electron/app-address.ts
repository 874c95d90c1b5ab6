/** The one origin that the window loads: app://minh-chung/. */
export const appScheme = 'app'
export const appHost = 'minh-chung'
export const appOrigin = `${appScheme}://${appHost}`

/** Whether an address belongs to the program itself; all others are refused, https ones too. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  // `origin` is "null" for schemes that Node does not know, so scheme and host are compared by themselves.
  return (
    url.protocol === `${appScheme}:` && url.host === appHost && url.username === '' && url.password === ''
  )
}
