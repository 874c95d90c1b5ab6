/** Words of adding one camera: the search, the check, the place. */
export const search = {
  title: 'Devices on the network',
  again: 'Search again',
  stop: 'Stop',
  failed: 'The network was not searched',
  running: 'Searching… found {{found}}',
  asked: 'Asked {{done}}/{{total}} addresses, found {{found}}',
  count: 'Found {{found}} devices, {{free}} not in use',
  nameless: 'Device without a name',
  inUse: 'In use: {{name}}',
  nothing: 'No camera was found.',
  adviceSubnet: 'Cameras on another network: write its range below and press Scan.',
  adviceAddress: 'You know the address: type it under “Camera address”; that always works.',
  adviceBlocked:
    'A switch or firewall blocks the search (multicast), or ONVIF is off in the camera: scan a range of addresses.',
  range: 'Scan a range of addresses',
  rangeHint: 'Ranges separated by commas; at most {{limit}} addresses',
  scan: 'Scan',
}

export const mode = { label: 'How to add', one: 'One by one', bulk: 'A list' }

export const obstacle = {
  'not-checked': 'Choose a device or type an address, then press “Check”.',
  checking: 'Checking. You can place it meanwhile.',
  failed: 'The check failed: do what the red line says and check again.',
  'no-name': 'The camera’s name is missing.',
  'no-room': 'The room is missing.',
}

export const step = {
  reach: 'Found on the network',
  'device-time': 'The camera’s clock',
  credentials: 'Name and password',
  services: 'What it can do',
  profiles: 'Streams',
  'stream-uri': 'Stream address',
  stream: 'Pictures come',
  keyframes: 'Keyframe spacing',
  'frame-rate': 'Frame rate',
  continuity: 'Unbroken stream',
  'sub-stream': 'Sub-stream',
  recordings: 'Memory card',
  security: 'Safety',
}

export const stepAbout = {
  reach: 'The address answers and is a camera',
  'device-time': 'How far the camera’s clock is from the station’s',
  credentials: 'The camera accepts name and password',
  services: 'Media2, events, card',
  profiles: 'Which streams there are and how large',
  'stream-uri': 'The address to take pictures from',
  stream: 'Ten seconds of real pictures',
  keyframes: 'How exactly clips can be cut',
  'frame-rate': 'As many frames per second as declared',
  continuity: 'Not mixed up, no jumps in time',
  'sub-stream': 'A small stream to watch many cameras live',
  recordings: 'How many days the card keeps',
  security: 'Weak password, open connection, old firmware',
}

export const stepRunning = {
  reach: 'Asking the address…',
  'device-time': 'Reading the clock…',
  credentials: 'Trying name and password…',
  services: 'Asking what it can do…',
  profiles: 'Reading the list of streams…',
  'stream-uri': 'Asking for the stream’s address…',
  stream: 'Receiving pictures, about ten seconds…',
  keyframes: 'Measuring keyframes…',
  'frame-rate': 'Counting frames…',
  continuity: 'Looking whether the stream is unbroken…',
  'sub-stream': 'Trying the sub-stream…',
  recordings: 'Asking the card…',
  security: 'Looking how safe it is…',
}

export const outcome = {
  passed: 'Passed',
  warning: 'Passed, with advice',
  failed: 'Failed',
  skipped: 'Not checked',
  waiting: 'Not checked yet',
  running: 'Being checked',
}

export const found = {
  device: 'Device',
  firmware: 'Firmware',
  serial: 'Serial number',
  picture: 'Picture',
  frames: 'Frame rate',
  framesPerSecond: '{{frames}} per second',
  framesDeclared: 'measured {{frames}} per second, declared {{declared}}',
  keyframes: 'Keyframes',
  everySeconds: 'every {{seconds}} s',
  notSeen: 'not measured',
  audio: 'Sound',
  audioOff: 'yes, not recorded by default',
  clock: 'Clock',
  subStream: 'Sub-stream',
  bitrate: 'Bandwidth',
  measuredRate: 'measured {{megabits}} Mbit/s',
  declaredRate: 'declared {{megabits}} Mbit/s',
  perDay: 'Disk space',
  perDayOf: 'about {{size}} a day ({{hours}} h recorded)',
  card: 'Memory card',
  cardEmpty: 'no footage yet',
  cardDays: '{{days}} days of footage, from {{from}}',
  services: 'Services',
}

export const clock = { agrees: 'right', fast: '{{length}} fast', slow: '{{length}} slow' }

export const length = {
  seconds: '{{number}} s',
  minutes: '{{number}} min',
  hours: '{{number}} h',
  days: '{{number}} days',
}

export const schedule = {
  label: 'Schedule',
  always: 'Around the clock',
  office: 'Office hours',
  officeWith: 'Office hours, {{before}} min before, {{after}} min after',
  officeShort: 'Office hours (−{{before}}/+{{after}} min)',
  before: 'Before (min)',
  after: 'After (min)',
  set: 'Set schedule',
  title: 'Set schedule ({{count}} cameras)',
  forMany: '{{count}} cameras: {{names}}…',
  hint: 'From now on. Office hours are those of the commune’s calendar; outside them nothing counts as missing.',
  saved: 'The schedule of {{count}} cameras is set.',
  notSaved: '{{count}} cameras did not take the new schedule',
  progress: 'Set {{done}}/{{total}}',
}

export const stream = {
  label: 'Recorded stream',
  main: 'Main stream',
  sub: 'Sub-stream',
  none: 'no sub-stream',
  subOf: 'sub {{size}}',
  noSub: 'The camera has no usable sub-stream, so the main stream is recorded.',
  mainHint: 'The clearest; takes the most disk.',
  subHint: 'Light on the disk, but faces and papers may be unreadable.',
}

export const leave = {
  title: 'Work is running',
  question: 'If you leave this page the work stops. Cameras that were added stay.',
  stay: 'Stay',
  go: 'Leave',
}
