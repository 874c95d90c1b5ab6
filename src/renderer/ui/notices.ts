import { notifications } from '@mantine/notifications'

export function showDone(message: string): void {
  notifications.show({ color: 'pine', message, autoClose: 5000 })
}

/** Stays longer: it says what happened, what it means and what to do. */
export function showFailure(title: string, message: string): void {
  notifications.show({ color: 'red', title, message, autoClose: 12_000 })
}
