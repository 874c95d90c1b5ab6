import type { DeviceFacts } from './device-facts.ts'
import { unsupportedAction, type SoapAnswer, type SoapService, type XmlElement } from './soap.ts'

type Action = (facts: DeviceFacts, parameters: XmlElement) => SoapAnswer

/** A service whose answers follow from the device's facts alone. */
export function createTableService(
  path: string,
  actions: ReadonlyMap<string, Action>,
  facts: DeviceFacts,
): SoapService {
  return {
    owns: (asked) => asked === path,
    answer: ({ action, parameters }) => actions.get(action)?.(facts, parameters) ?? unsupportedAction(action),
  }
}
