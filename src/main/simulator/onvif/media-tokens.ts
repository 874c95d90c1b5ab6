import { snapshotPath, type MediaProfile } from './device-facts.ts'

/** Tokens that Media, Media2 and the events name alike. */
export const sourceToken = 'VideoSource_1'
export const sourceConfigurationToken = 'VideoSourceConfig_1'

export function encoderToken(profile: MediaProfile): string {
  return `VideoEncoder_${profile.token}`
}

/** The path of a snapshot, without the server's address. */
export function snapshotTarget(profileToken: string): string {
  return `${snapshotPath}?profile=${encodeURIComponent(profileToken)}`
}
