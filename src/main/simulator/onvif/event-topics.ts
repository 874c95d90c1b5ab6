/** What a camera can notice. */
export type EmittedEvent = {
  readonly kind: 'motion' | 'tamper' | 'scene-change' | 'signal-loss'
  readonly active: boolean
}

export type EventTopic = {
  readonly topic: string
  /** Name of the data item that says whether it is so. */
  readonly item: string
  /** Name and value of the items that say where. */
  readonly source: readonly (readonly [name: string, value: string])[]
}

const ruleSource = (rule: string): EventTopic['source'] => [
  ['VideoSourceConfigurationToken', 'VideoSourceConfig_1'],
  ['VideoAnalyticsConfigurationToken', 'VideoAnalyticsConfig_1'],
  ['Rule', rule],
]

export const eventTopics: Readonly<Record<EmittedEvent['kind'], EventTopic>> = {
  motion: {
    topic: 'tns1:RuleEngine/CellMotionDetector/Motion',
    item: 'IsMotion',
    source: ruleSource('MyMotionDetectorRule'),
  },
  tamper: {
    topic: 'tns1:RuleEngine/TamperDetector/Tamper',
    item: 'IsTamper',
    source: ruleSource('MyTamperDetectorRule'),
  },
  'scene-change': {
    topic: 'tns1:VideoSource/GlobalSceneChange/ImagingService',
    item: 'State',
    source: [['Source', 'VideoSource_1']],
  },
  'signal-loss': {
    topic: 'tns1:VideoSource/SignalLoss',
    item: 'State',
    source: [['Source', 'VideoSource_1']],
  },
}
