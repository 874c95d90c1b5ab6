export const en = {
  title: 'System health',
  description: 'Whether the cameras record, since when, and what a person should see to.',
  alerts: 'To be seen to',
  alertsNone: 'Nothing needs anybody',
  alertsNoneAdvice: 'Every camera records by its schedule; clocks and disk are fine.',
  showOver: 'Show {{count}} alerts that are over',
  none: 'There are no cameras yet',
  noneAdvice: 'Add cameras on the Cameras page; how they are shows here.',
  station: 'Station',
  fine: 'Fine',
  see: 'Seen',
  seenBy: 'seen by {{name}}',
  since: 'Since {{from}}, going on',
  over: 'From {{from}}, for {{duration}}, over',
  sent: { waiting: 'waiting to be sent', sent: 'sent outside', failed: 'could not be sent' },
  gaps: '{{gaps}} gaps, {{missing}}',
  figure: {
    recording: 'Cameras recording / due to record',
    missing: 'Missing today',
    missingOf: 'of {{total}} scheduled up to now',
    alerts: 'Open alerts of cameras',
  },
  column: {
    alerts: 'State',
    camera: 'Camera',
    recorder: 'Recording',
    last: 'Newest picture',
    bits: 'Bit rate',
    keyframes: 'Keyframes every',
    clock: 'Clock',
    gaps: 'Missing today',
  },
  history: 'The last {{days}} days',
  historyNone: 'No alert and no change.',
  past: 'Alerts of the last 30 days',
  pastNone: 'No alerts.',
  toCamera: "Open this camera's page",
  ladder: 'Check again',
  ladderAdvice:
    'Tries every step of the connection once more and compares it with when the camera was added.',
  changed: {
    firmware: 'Firmware',
    model: 'Model',
    'serial-number': 'Serial number',
    codec: 'Codec',
    resolution: 'Resolution',
    profile: 'Stream profile',
    'stream-uri': 'Stream address',
    'keyframe-spacing': 'Keyframe spacing',
    clock: 'Clock jumped',
  },
  alert: {
    'camera-offline': {
      title: 'No signal',
      advice:
        'The camera does not answer, so nothing is recorded; the program keeps trying. Check power and cable.',
    },
    'camera-login-refused': {
      title: 'Wrong password',
      advice:
        'The camera refuses the login, so nothing is recorded. Enter the password again on the Cameras page.',
    },
    'camera-unstable': {
      title: 'Unstable',
      advice: 'It lost its connection {{drops}} times within an hour. Check cable, power and switch.',
    },
    'recorder-failed': {
      title: 'Cannot record',
      advice: 'The station failed to record ({{reason}}). Tell the administrator.',
    },
    'disk-full': {
      title: 'Disk full',
      advice:
        '{{cameras}} cameras cannot record for want of space. Add a disk, or release locks on the Storage page.',
    },
    'disk-low': {
      title: 'Disk nearly full',
      advice:
        'There is room for about {{days}} days. Add a disk, or keep footage for less time on the Storage page.',
    },
    'folder-missing': {
      title: 'Recording folder gone',
      advice: '{{paths}} is not there. Plug the disk in again; its footage comes back with it.',
    },
    'clock-off': {
      title: 'Wrong time',
      advice:
        "The camera's clock is off by {{offsetMs}}. Footage still has the station's time; set the camera's clock or time server.",
    },
    'clock-unread': {
      title: 'Clock unread',
      advice:
        'The clock of the camera could not be read for over an hour, so its offset is no longer certain. Check the ONVIF connection.',
    },
    'keyframes-far': {
      title: 'Keyframes far apart',
      advice:
        'Keyframes come every {{spacingMs}}: clips begin early and a power cut loses more. Turn H.264+/H.265+ off.',
    },
    'recorder-behind': {
      title: 'Recording falls behind',
      advice:
        'The station writes more slowly than the camera sends. Check the disk and other programs on the computer.',
    },
  },
  webhook: {
    title: 'Tell alerts outside',
    advice: 'Each alert is sent by HTTP POST (JSON) to this address when it begins and when it is over.',
    url: 'Address',
    urlRule: 'Enter an address that begins with http:// or https://.',
    secret: 'Signing key',
    secretRule: 'At least 8 characters.',
    secretAdvice: 'Optional. The receiver checks with it that a message comes from this station.',
    secretKept: 'There is a key; left empty, it stays.',
    save: 'Save',
    test: 'Send a test',
    turnOff: 'Stop sending',
    saved: 'The address for alerts is saved.',
    off: 'Alerts are no longer sent outside.',
    tested: 'The receiver took the test message.',
  },
} as const
