import { useEffect } from 'react'

const LAYER = '[role="dialog"], [role="menu"], [role="listbox"]'

const holdsLayer = (node: Node): boolean =>
  node instanceof Element && (node.matches(LAYER) || node.querySelector(LAYER) !== null)

/**
 * Dialogs here exist only while they are open, so nothing is left of them that could hand the focus back. This does: to
 * what had it before the dialog, or to the page when that is gone.
 */
export function useFocusReturn(): void {
  useEffect(() => {
    let last: HTMLElement | null = null
    const onFocusIn = ({ target }: FocusEvent): void => {
      if (target instanceof HTMLElement && target.closest(LAYER) === null) last = target
    }
    const handBack = (): void => {
      const lost = document.activeElement === null || document.activeElement === document.body
      if (!lost || document.querySelector('[role="dialog"]') !== null) return
      const heir = last?.isConnected === true ? last : document.getElementById('main')
      heir?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver((changes) => {
      if (changes.some(({ removedNodes }) => [...removedNodes].some(holdsLayer)))
        requestAnimationFrame(handBack)
    })
    document.addEventListener('focusin', onFocusIn)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', onFocusIn)
      observer.disconnect()
    }
  }, [])
}
