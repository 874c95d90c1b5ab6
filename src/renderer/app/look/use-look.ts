import { useState } from 'react'
import { keepLook, type Look, showLook, storedLook } from './look.ts'

/** The look of this browser, and how it is changed. */
export function useLook(): readonly [Look, (part: Partial<Look>) => void] {
  const [look, setLook] = useState(storedLook)
  const change = (part: Partial<Look>): void => {
    const next = { ...look, ...part }
    setLook(next)
    keepLook(next)
    showLook(next)
  }
  return [look, change]
}
