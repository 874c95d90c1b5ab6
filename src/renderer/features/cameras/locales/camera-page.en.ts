/** Words of one camera's own page. */
export const page = {
  unknown: 'There is no such camera',
  unknownAdvice:
    'It may have been removed, or your unit may no longer see it. Open the list to choose another.',
  toList: 'List of cameras',
  reprobe: 'Check again',
  identity: 'This camera',
  added: 'Added',
  newest: 'Newest check',
  noProbe: 'No check yet',
  noProbeAdvice: 'Press “Check again”: each step is tried with the stored password.',
  allSteps: 'Show all steps',
  fewSteps: 'Only what needs attention',
  baseline: 'Compared with when it was added',
  fact: 'Item',
  atStart: 'When added ({{date}})',
  now: 'Now ({{date}})',
  differs: 'Comparison',
  changed: 'Different',
  same: 'as before',
  nothingToCompare:
    'Only one check has passed so far. Press “Check again” to compare with when it was added.',
  changes: 'Changes that were noticed',
  noChanges: 'The camera has not been seen to change.',
  changeOf: '{{field}}: {{before}} → {{after}}',
  clock: 'The camera’s clock, last {{count}} days',
  clockChart: 'How far the camera’s clock is off; newest {{offset}} at {{time}}',
  clockNow: 'Newest, {{time}}: {{clock}}. The pale band is the uncertainty of the reading.',
  noClock: 'The camera’s clock was not read',
  noClockAdvice:
    'It is read every five minutes while the camera answers. A camera with RTSP alone has no clock to read: the station’s time is used.',
  events: 'What the camera told today',
  eventsHint: 'Only hints of where to look, never evidence: a camera may be mistaken or miss things.',
  noEvents: 'The camera has told nothing today',
  noEventsAdvice: 'To be told of motion or of a covered lens, turn these on in the camera’s settings.',
  noEventService: 'This camera cannot tell of events (ONVIF Events).',
  hour: '{{hour}}:00',
  settings: 'Settings',
  change: 'Change',
  login: 'Login at the camera',
  loginAs: 'In use: {{user}}. The password is locked away and never shown.',
  removeAbout: 'Stops recording and leaves the list. Its recordings stay.',
  saved: 'The settings of {{name}} are saved.',
}

export const audio = {
  label: 'Record sound',
  off: 'Off. Turn it on only for a reason; the reason is kept in the log.',
  onSince: 'On, reason: {{reason}}',
  turnOn: 'Turn on sound',
  turnOff: 'Turn off sound',
  title: 'Turn on sound: {{name}}',
  why: 'Recording what citizens say is a grave matter, so it is off by default. Turning it on needs a reason; the reason, the person and the time are kept in the log.',
  reason: 'Reason for recording sound',
  reasonHint: 'Such as: decision no. … on recording the reception of citizens',
}

export const fact = {
  device: 'Device',
  firmware: 'Firmware',
  serial: 'Serial number',
  codec: 'Compression',
  size: 'Picture size',
  frames: 'Frame rate',
  keyframes: 'Keyframes',
  bitrate: 'Bandwidth',
  'stream-uri': 'Stream address',
  'sub-stream': 'Sub-stream',
}

export const changeField = {
  firmware: 'Firmware',
  model: 'Model',
  'serial-number': 'Serial number',
  codec: 'Compression',
  resolution: 'Picture size',
  profile: 'Stream',
  'stream-uri': 'Stream address',
  'keyframe-spacing': 'Keyframe spacing',
  clock: 'Clock jumped',
}

export const event = {
  motion: 'Motion',
  tamper: 'Covered or tampered with',
  'scene-change': 'View changed',
  'signal-loss': 'Picture lost',
  other: 'Other',
}

export const service = {
  media2: 'Media2 (H.265)',
  events: 'Events',
  recordings: 'Card (Profile G)',
}
