export const LOG_BYTES = 8 * 1024

export const withoutCredentials = (text: string): string => text.replaceAll(/\/\/[^/@\s]*@/g, '//***@')

/** The newest few kilobytes of what a process says, without credentials. */
export function logTail(stream: NodeJS.ReadableStream): () => string {
  let text = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    text = (text + chunk).slice(-LOG_BYTES)
  })
  return () => withoutCredentials(text)
}
