import type { ReactNode } from 'react'

/** A click in here is not a click on the row around it; menus and dialogs that open from here count as in here. */
export function Apart({ children }: { readonly children: ReactNode }): ReactNode {
  return <div onClick={(event) => event.stopPropagation()}>{children}</div>
}
