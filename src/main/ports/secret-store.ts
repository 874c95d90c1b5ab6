/** Seals short secrets (camera passwords, private keys) for storage in the database. */
export type SecretStore = {
  readonly seal: (plain: string) => Promise<string>
  /** @throws AppError `data-loss secret.unreadable` when the text was sealed with another key or altered. */
  readonly open: (sealed: string) => Promise<string>
}
