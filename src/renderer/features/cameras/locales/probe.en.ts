/** What the check found, and the one next step. `<code>_<context>`: the same finding, said more exactly. */
export const probe = {
  skipped: 'Not checked, since an earlier step failed.',
  'no-onvif': 'The camera has only an RTSP stream and cannot be asked this.',
  reach: {
    ok: 'The camera answers.',
    refused:
      'The device refuses this port. Turn on ONVIF in the camera’s settings, or add the port: 192.168.1.64:8000.',
    timeout:
      'Nothing answers at this address. Check power and cable, and that the station is on the camera’s network.',
    'no-host': 'No such name on the network. Type the IP number, such as 192.168.1.64.',
    'not-onvif':
      'Something answers, but it is no ONVIF camera. Check the address, or turn on ONVIF in the camera.',
    'not-a-camera':
      'This device speaks ONVIF but has no picture (a printer, a door bell, a switch…). Check the camera’s address.',
    'bad-address':
      'Not an address. Type an IP number such as 192.168.1.64, or one that starts with http:// or rtsp://.',
  },
  'device-time': {
    ok: 'The camera’s clock agrees with the station’s ({{offset}}).',
    'far-off':
      'The camera’s clock is off by {{offset}}. The program corrects it; set a time server (NTP) in the camera, so that the clock in the picture misleads nobody.',
    unavailable:
      'The camera does not tell its time. The station’s time is used; set a time server (NTP) in the camera.',
  },
  credentials: {
    ok: 'The camera accepts name and password.',
    wrong:
      'Wrong name or password. Type with care: many cameras lock after a few tries. Some makers need an ONVIF user of its own.',
    'none-needed':
      'The camera asks for no password: anyone on the network can watch. Set a password in the camera.',
    'none-needed_any-password':
      'The camera takes any password: anyone on the network can watch. Turn on ONVIF and RTSP authentication in the camera, then check again.',
  },
  services: {
    ok: 'What the camera can do is known.',
    unreadable:
      'The camera does not say what it can do. It can be recorded, but sends no alarms and nothing can be fetched from its card. Update its firmware if you need these.',
  },
  profiles: {
    ok: 'The list of streams was read.',
    empty: 'The camera has no stream. Create one (a profile) in the camera’s settings.',
    unreadable: 'The list of streams cannot be read. Update the camera’s firmware and check again.',
  },
  'stream-uri': {
    ok: 'The stream’s address is known.',
    rewritten:
      'The camera named the internal address {{fromHost}}; {{toHost}} took its place. If no picture comes, check the RTSP port forwarding.',
    elsewhere:
      'There is no picture at the address that you typed, but there is one at {{host}}, which the camera named. That address is used.',
    unavailable: 'The camera does not give its stream’s address. Type the maker’s rtsp://… address instead.',
  },
  stream: {
    ok: 'Real pictures came.',
    refused: 'The camera refuses the stream. Check that the RTSP port (mostly 554) is open.',
    'not-found': 'There is no stream at this address. Check the rtsp:// path in the maker’s manual.',
    unauthorized: 'The camera refuses this user its picture. Give that user the right of live view.',
    timeout:
      'The camera connects but sends no picture. Restart it; see whether too many others are watching.',
    'no-video': 'The stream has sound but no picture. Choose another stream in the camera’s settings.',
    'unsupported-codec': 'The video format cannot be used. Set the camera to H.264 or H.265.',
  },
  keyframes: {
    ok: 'Keyframes are close enough for exact clips.',
    'far-apart':
      'Keyframes are {{spacing}} s apart, so clips will be too long. In the camera’s video settings turn off H.264+ / H.265+ (smart codec) and set the I-frame interval to 1–2 s.',
    'far-apart_hikvision':
      'Keyframes are {{spacing}} s apart, so clips will be too long. Hikvision web page › Configuration › Video/Audio › Video: set H.264+ / H.265+ to OFF and I Frame Interval to twice the frame rate, then Save.',
    'far-apart_dahua':
      'Keyframes are {{spacing}} s apart, so clips will be too long. Dahua/KBVision web page › Setup › Camera › Video: set Smart Codec (H.264+ / H.265+) to Off and I Frame Interval to twice the FPS, then Save.',
    'far-apart_uniview':
      'Keyframes are {{spacing}} s apart, so clips will be too long. Uniview web page › Setup › Video & Audio › Video: set Smart Encoding (U-Code, its H.264+ / H.265+) to Off and I Frame Interval to twice the frame rate, then Save.',
    'far-apart_app':
      'Keyframes are {{spacing}} s apart, so clips will be too long. In the maker’s app (EZVIZ, Imou Life) › device settings › image: choose H.264 and turn off smart coding (H.264+ / H.265+). If the app has no such setting, record the sub-stream.',
    unknown:
      'The keyframe spacing could not be measured. Turn off H.264+ / H.265+ (smart codec) and check again.',
    unknown_hikvision:
      'The keyframe spacing could not be measured. Hikvision web page › Configuration › Video/Audio › Video: set H.264+ / H.265+ to OFF, then check again.',
    unknown_dahua:
      'The keyframe spacing could not be measured. Dahua/KBVision web page › Setup › Camera › Video: set Smart Codec (H.264+ / H.265+) to Off, then check again.',
    unknown_uniview:
      'The keyframe spacing could not be measured. Uniview web page › Setup › Video & Audio › Video: set Smart Encoding (U-Code, its H.264+ / H.265+) to Off, then check again.',
    unknown_app:
      'The keyframe spacing could not be measured. In the maker’s app (EZVIZ, Imou Life) turn off smart coding (H.264+ / H.265+), then check again.',
  },
  'frame-rate': {
    ok: 'The frame rate is as declared ({{measured}} a second).',
    differs:
      'The camera declares {{declared}} frames a second and sends {{measured}}. Times are counted by the real pictures and stay right. If the picture stutters: lower resolution or frame rate in the camera, check the cable.',
    undeclared: 'The camera declares no frame rate; {{measured}} a second were measured.',
  },
  continuity: {
    ok: 'The stream has no breaks and one source.',
    'foreign-ssrc':
      'Packets of {{ssrcs}} sources came in one stream: the picture may be another camera’s. Restart the camera or recorder, update its firmware, then check again.',
    'timestamp-jumps':
      'The stream’s time jumped {{jumps}} times while it was watched. Recordings may be split. Restart the camera; if that does not help, update its firmware.',
    unknown:
      'Whether the stream has breaks could not be checked. Recording is not affected; check again later.',
  },
  'sub-stream': {
    ok: 'There is a sub-stream of {{widthPx}}×{{heightPx}} for watching many cameras live.',
    none: 'The camera has no sub-stream. Watching live will be slow and load the network. Turn on the sub-stream, in H.264, in the camera’s video settings.',
    h265: 'The sub-stream is H.265, which many office computers cannot show. Set the sub-stream to H.264 in the camera’s video settings.',
    unreachable:
      'The camera names a sub-stream, but no picture comes from it. Watching live will use the main stream. Turn the sub-stream off and on again in the camera.',
  },
  recordings: {
    ok: 'The camera’s card holds about {{days}} days; gaps can be filled from it.',
    none: 'The camera gives nothing from a card. Gaps cannot be filled from the camera.',
    empty:
      'The camera can have a card, but nothing is on it. To fill gaps: put a card in and turn on recording to it in the camera.',
    unreadable:
      'The camera’s card cannot be read. Recording is not affected. See whether the card is broken and whether this user may play back.',
  },
  security: {
    ok: 'Nothing to mend was found.',
    'weak-password':
      'The camera’s password is a default one or easily guessed. Set one of 8 characters or more in the camera, unlike the user name; then change it here.',
    'weak-password_old-firmware':
      'Two things to mend. The password is a default one or easily guessed: set one of 8 characters or more. The firmware is from {{year}}: update it from the maker’s site.',
    'weak-password_plain-http':
      'Two things to mend. The password is a default one or easily guessed: set one of 8 characters or more. The connection is not encrypted (http): keep the camera on its own network, or turn on HTTPS.',
    'weak-password_old-firmware-plain-http':
      'Three things to mend. The password is a default one or easily guessed: set one of 8 characters or more. The firmware is from {{year}}: update it. The connection is not encrypted (http): keep the camera on its own network, or turn on HTTPS.',
    'old-firmware':
      'The firmware is from {{year}}, and the holes found since are open. Update it from the maker’s site.',
    'old-firmware_plain-http':
      'Two things to mend. The firmware is from {{year}}: update it from the maker’s site. The connection is not encrypted (http): keep the camera on its own network, or turn on HTTPS.',
    'plain-http':
      'The connection to the camera is not encrypted (http). Keep the camera on its own network, or turn on HTTPS in it and type the address with https://.',
  },
}
