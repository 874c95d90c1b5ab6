import { Menu, type MenuItemConstructorOptions } from 'electron'

export type MenuOptions = { readonly isPackaged: boolean; readonly showAbout: () => void }

function fileMenu(): MenuItemConstructorOptions {
  return {
    label: '&Tệp',
    submenu: [
      { label: 'Đóng cửa sổ', role: 'close' },
      { label: 'Thoát', role: 'quit' },
    ],
  }
}

function editMenu(): MenuItemConstructorOptions {
  return {
    label: '&Chỉnh sửa',
    submenu: [
      { label: 'Hoàn tác', role: 'undo' },
      { label: 'Làm lại', role: 'redo' },
      { type: 'separator' },
      { label: 'Cắt', role: 'cut' },
      { label: 'Sao chép', role: 'copy' },
      { label: 'Dán', role: 'paste' },
      { label: 'Chọn tất cả', role: 'selectAll' },
    ],
  }
}

function viewMenu(isPackaged: boolean): MenuItemConstructorOptions {
  const forDevelopers: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ type: 'separator' }, { label: 'Công cụ lập trình', role: 'toggleDevTools' }]
  return {
    label: '&Xem',
    submenu: [
      { label: 'Tải lại', role: 'reload' },
      { type: 'separator' },
      { label: 'Cỡ chữ bình thường', role: 'resetZoom' },
      { label: 'Phóng to', role: 'zoomIn' },
      { label: 'Thu nhỏ', role: 'zoomOut' },
      { type: 'separator' },
      { label: 'Toàn màn hình', role: 'togglefullscreen' },
      ...forDevelopers,
    ],
  }
}

function helpMenu(showAbout: () => void): MenuItemConstructorOptions {
  return { label: 'Trợ &giúp', submenu: [{ label: 'Giới thiệu Minh Chứng', click: () => showAbout() }] }
}

/** The program's own menu. What belongs to the work itself stands in the pages, not here. */
export function installMenu({ isPackaged, showAbout }: MenuOptions): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([fileMenu(), editMenu(), viewMenu(isPackaged), helpMenu(showAbout)]),
  )
}
