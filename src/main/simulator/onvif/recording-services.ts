import { extentOf, type SdCard, type SdRecording } from '../sd-card/sd-card.ts'
import { recordingPath, replayPath, searchPath, type DeviceFacts } from './device-facts.ts'
import { durationMs } from './duration.ts'
import { createRecordingSearches, type RecordingSearches } from './recording-searches.ts'
import { sourceToken } from './media-tokens.ts'
import {
  child,
  childText,
  childTexts,
  escapeXml,
  unsupportedAction,
  type SoapAnswer,
  type SoapCall,
  type SoapFault,
  type SoapService,
  type XmlElement,
} from './soap.ts'

export type RecordingServices = SoapService & {
  /** After a restart no search is known any more. */
  forgetSearches(): void
}

/** RTSP path of a recording's replay, without a slash in front. */
export const replayFolder = 'replay'
export const videoTrackToken = 'VIDEO001'

const noRecording: SoapFault = {
  code: 'Sender',
  subcode: 'ter:NoRecording',
  reason: 'The recording token does not reference an existing recording',
}
const noSearch: SoapFault = {
  code: 'Sender',
  subcode: 'ter:InvalidToken',
  reason: 'The search token is invalid',
}

/** Profile G: the Recording, Search and Replay services of the device's card. */
export function createRecordingServices(facts: DeviceFacts, card: SdCard): RecordingServices {
  const searches = createRecordingSearches()
  const answers: Readonly<Record<string, (parameters: XmlElement) => SoapAnswer>> = {
    [`${recordingPath} GetServiceCapabilities`]: () =>
      '<trc:GetServiceCapabilitiesResponse><trc:Capabilities DynamicRecordings="false" DynamicTracks="false" ' +
      'Encoding="H264" MaxRate="100000" MaxTotalRate="100000" MaxRecordings="64"/></trc:GetServiceCapabilitiesResponse>',
    [`${recordingPath} GetRecordings`]: () => listRecordings(facts, card),
    [`${searchPath} GetServiceCapabilities`]: () =>
      '<tse:GetServiceCapabilitiesResponse><tse:Capabilities MetadataSearch="false"/></tse:GetServiceCapabilitiesResponse>',
    [`${searchPath} GetRecordingSummary`]: () => summarise(card),
    [`${searchPath} GetRecordingInformation`]: (parameters) => oneInformation(facts, card, parameters),
    [`${searchPath} FindRecordings`]: (parameters) => find(card, searches, parameters),
    [`${searchPath} GetRecordingSearchResults`]: (parameters) => results(facts, card, searches, parameters),
    [`${searchPath} EndSearch`]: (parameters) =>
      searches.end(childText(parameters, 'SearchToken'))
        ? `<tse:EndSearchResponse><tse:Endpoint>${iso(facts.deviceNow())}</tse:Endpoint></tse:EndSearchResponse>`
        : noSearch,
    [`${replayPath} GetServiceCapabilities`]: () =>
      '<trp:GetServiceCapabilitiesResponse><trp:Capabilities ReversePlayback="false" ' +
      'SessionTimeoutRange="60 60" RTP_RTSP_TCP="true"/></trp:GetServiceCapabilitiesResponse>',
    [`${replayPath} GetReplayConfiguration`]: () =>
      '<trp:GetReplayConfigurationResponse><trp:Configuration><tt:SessionTimeout>PT60S</tt:SessionTimeout>' +
      '</trp:Configuration></trp:GetReplayConfigurationResponse>',
    [`${replayPath} GetReplayUri`]: (parameters) => replayUri(facts, card, parameters),
  }
  const paths = new Set([recordingPath, searchPath, replayPath])
  return {
    owns: (path) => paths.has(path),
    answer: (call: SoapCall) =>
      answers[`${call.path} ${call.action}`]?.(call.parameters) ?? unsupportedAction(call.action),
    forgetSearches: () => searches.forgetAll(),
  }
}

function find(card: SdCard, searches: RecordingSearches, parameters: XmlElement): SoapAnswer {
  const included = childTexts(child(parameters, 'Scope'), 'IncludedRecordings')
  const most = Number(childText(parameters, 'MaxMatches'))
  const tokens = card
    .recordings()
    .map((recording) => recording.token)
    .filter((token) => included.length === 0 || included.includes(token))
  const keepAliveMs = durationMs(childText(parameters, 'KeepAliveTime')) ?? 10_000
  const token = searches.begin(most >= 1 ? tokens.slice(0, most) : tokens, keepAliveMs)
  return `<tse:FindRecordingsResponse><tse:SearchToken>${token}</tse:SearchToken></tse:FindRecordingsResponse>`
}

function results(
  facts: DeviceFacts,
  card: SdCard,
  searches: RecordingSearches,
  parameters: XmlElement,
): SoapAnswer {
  const most = Number(childText(parameters, 'MaxResults'))
  const page = searches.take(childText(parameters, 'SearchToken'), most >= 1 ? most : null)
  if (page === null) return noSearch
  const found = card.recordings().filter((recording) => page.tokens.includes(recording.token))
  return (
    '<tse:GetRecordingSearchResultsResponse><tse:ResultList>' +
    `<tt:SearchState>${page.completed ? 'Completed' : 'Searching'}</tt:SearchState>` +
    found.map((recording) => information(facts, recording, 'tt:RecordingInformation')).join('') +
    '</tse:ResultList></tse:GetRecordingSearchResultsResponse>'
  )
}

function oneInformation(facts: DeviceFacts, card: SdCard, parameters: XmlElement): SoapAnswer {
  const found = findRecording(card, parameters)
  if (found === undefined) return noRecording
  const element = information(facts, found, 'tse:RecordingInformation')
  return `<tse:GetRecordingInformationResponse>${element}</tse:GetRecordingInformationResponse>`
}

function summarise(card: SdCard): string {
  const extents = card.recordings().map(extentOf)
  const fromMs = Math.min(...extents.map((extent) => extent.fromDeviceMs))
  const toMs = Math.max(...extents.map((extent) => extent.toDeviceMs))
  return (
    '<tse:GetRecordingSummaryResponse><tse:Summary>' +
    `<tt:DataFrom>${iso(extents.length === 0 ? 0 : fromMs)}</tt:DataFrom>` +
    `<tt:DataUntil>${iso(extents.length === 0 ? 0 : toMs)}</tt:DataUntil>` +
    `<tt:NumberRecordings>${extents.length}</tt:NumberRecordings>` +
    '</tse:Summary></tse:GetRecordingSummaryResponse>'
  )
}

function listRecordings(facts: DeviceFacts, card: SdCard): string {
  const items = card
    .recordings()
    .map(
      ({ token }) =>
        `<trc:RecordingItem><tt:RecordingToken>${token}</tt:RecordingToken><tt:Configuration>${source(facts)}` +
        '<tt:Content>SD card</tt:Content><tt:MaximumRetentionTime>PT0S</tt:MaximumRetentionTime></tt:Configuration>' +
        `<tt:Tracks><tt:Track><tt:TrackToken>${videoTrackToken}</tt:TrackToken><tt:Configuration>` +
        '<tt:TrackType>Video</tt:TrackType><tt:Description/></tt:Configuration></tt:Track></tt:Tracks>' +
        '</trc:RecordingItem>',
    )
  return `<trc:GetRecordingsResponse>${items.join('')}</trc:GetRecordingsResponse>`
}

function replayUri(facts: DeviceFacts, card: SdCard, parameters: XmlElement): SoapAnswer {
  const found = findRecording(card, parameters)
  if (found === undefined) return noRecording
  const uri = escapeXml(`${facts.rtspBase()}/${replayFolder}/${found.token}`)
  return `<trp:GetReplayUriResponse><trp:Uri>${uri}</trp:Uri></trp:GetReplayUriResponse>`
}

function findRecording(card: SdCard, parameters: XmlElement): SdRecording | undefined {
  const token = childText(parameters, 'RecordingToken')
  return card.recordings().find((recording) => recording.token === token)
}

function information(facts: DeviceFacts, recording: SdRecording, element: string): string {
  const { fromDeviceMs, toDeviceMs } = extentOf(recording)
  return (
    `<${element}><tt:RecordingToken>${recording.token}</tt:RecordingToken>${source(facts)}` +
    `<tt:EarliestRecording>${iso(fromDeviceMs)}</tt:EarliestRecording>` +
    `<tt:LatestRecording>${iso(toDeviceMs)}</tt:LatestRecording><tt:Content>SD card</tt:Content>` +
    `<tt:Track><tt:TrackToken>${videoTrackToken}</tt:TrackToken><tt:TrackType>Video</tt:TrackType><tt:Description/>` +
    `<tt:DataFrom>${iso(fromDeviceMs)}</tt:DataFrom><tt:DataTo>${iso(toDeviceMs)}</tt:DataTo></tt:Track>` +
    `<tt:RecordingStatus>${recording.growing ? 'Recording' : 'Stopped'}</tt:RecordingStatus></${element}>`
  )
}

function source(facts: DeviceFacts): string {
  return (
    `<tt:Source><tt:SourceId>${sourceToken}</tt:SourceId><tt:Name>${escapeXml(facts.name)}</tt:Name>` +
    '<tt:Location/><tt:Description/><tt:Address/></tt:Source>'
  )
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
