export const en = {
  source: { original: 'Original', proxy: 'H.264 copy' },
  sourceShort: 'H.264',
  sourceReason: {
    decodable: 'Plays the recorded file itself, not converted.',
    'codec-unsupported':
      'This computer cannot decode the camera’s format, so a converted copy is shown. Evidence is still cut from the original.',
    'decode-failed':
      'This computer cannot decode this part of the original, so a converted copy is shown. Evidence is still cut from the original.',
  },
  independent: 'On its own',
  independentWhy:
    'This tile has its own time and does not follow the others. Press T to bring all back to one time.',
  keyframes: 'Keyframes only',
  keyframesWhy:
    'Fast or backwards: only the keyframe of each group is played; pictures between two of them are left out. The time is that of the picture shown.',
  soundOn: 'Mute',
  soundOff: 'Unmute',
  soundNone: 'What is shown carries no sound: a converted copy, or keyframes only',
  zoomReset: 'Back to normal size',
  previousFootage: 'Footage before',
  nextFootage: 'Next footage',
  makeMain: 'Make {{name}} the main picture',
  loading: 'Loading the picture',
  ended: 'End of the recorded footage',
  skipped: 'Skipped {{duration}} without footage: {{cause}}',
  noPicture: 'No footage {{from}}–{{to}}',
  clipCamera: 'Camera in the bundle',
  clipFailed: 'This computer cannot play this clip. Download the bundle and open it in a video player.',
  failed: {
    forbidden: 'Your unit has no grant to view this camera. Ask the owning unit for it.',
    unauthenticated: 'Your session has ended. Log in again.',
    'not-found': 'There is no footage at this position.',
    unreachable: 'The host does not answer. The position is kept and the program tries again by itself.',
    decode: 'This part of the footage is damaged and cannot be decoded.',
  },
} as const
