/** What the check found, and the one next step. */
export const probe = {
  skipped: 'Not checked, since an earlier step failed.',
  reach: {
    ok: 'The camera answers.',
    refused:
      'The device refuses this port. Turn on ONVIF in the camera’s settings, or add the port: 192.168.1.64:8000.',
    timeout:
      'Nothing answers at this address. Check power and cable, and that the station is on the camera’s network.',
    'no-host': 'No such name on the network. Type the IP number, such as 192.168.1.64.',
    'not-onvif':
      'Something answers, but it is no ONVIF camera. Check the address, or turn on ONVIF in the camera.',
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
  },
  profiles: {
    ok: 'The list of streams was read.',
    empty: 'The camera has no stream. Create one (a profile) in the camera’s settings.',
    unreadable: 'The list of streams cannot be read. Update the camera’s firmware and check again.',
  },
  'stream-uri': {
    ok: 'The stream’s address is known.',
    rewritten:
      'The camera named an internal address; the one you typed took its place. If no picture comes, check the RTSP port forwarding.',
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
      'Keyframes are {{spacing}} s apart, so clips will be too long. Turn off H.264+ / H.265+ (smart codec) and set the I-frame interval to 1–2 s.',
    unknown:
      'The keyframe spacing could not be measured. Turn off H.264+ / H.265+ (smart codec) and check again.',
  },
}
