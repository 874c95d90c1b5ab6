export type BadBehaviour =
  /** Answers ONVIF's Device service like a network printer: no Media, no Events. */
  | 'printer'
  /** Tags that do not match, a body that breaks off. */
  | 'malformed-xml'
  /** Well-formed XML of 200 MB, in small elements. */
  | 'huge-xml'
  /** A DOCTYPE whose entities grow to gigabytes. */
  | 'entity-bomb'
  /** An HTTP answer whose header never ends. */
  | 'endless-http-header'
  /** An RTSP answer whose header never ends. */
  | 'endless-rtsp-header'
  /** Accepts connections and never answers, HTTP and RTSP alike. */
  | 'silent'
  /** A web page with status 200, whatever was asked. */
  | 'wrong-content-type'
  /** What some devices say to everything that they do not know. */
  | 'http-400-empty'
  /** Sends everybody to another of its own addresses, for ever. */
  | 'redirect-loop'
