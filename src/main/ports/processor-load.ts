/** Share of all processors' time that was spent on anything since the last question, 0–1. */
export type ProcessorLoad = () => number
