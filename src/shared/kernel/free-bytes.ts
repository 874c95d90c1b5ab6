/**
 * Gives the memory of bytes back now, for what comes by the megabyte every second: left to the collector it becomes a full
 * collection every few seconds, which costs more than all of the recording. They are empty afterwards. Bytes that share
 * their memory with others are left to the collector.
 */
export function freeBytes(bytes: Uint8Array): void {
  const { buffer } = bytes
  if (buffer instanceof ArrayBuffer && bytes.length === buffer.byteLength) buffer.transfer(0)
}
