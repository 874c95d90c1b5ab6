import { parentPort } from 'node:worker_threads'
import type { QrPicture } from '#main/ports/qr-reader.ts'
import { readQrHere } from './read-qr.ts'

/** A thread that reads one picture after the other: see qr-reader.ts, which starts it. */
parentPort?.on('message', (picture: QrPicture) => parentPort?.postMessage(readQrHere(picture)))
