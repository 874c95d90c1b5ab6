// A host that says it is ready and then ignores every message.
process.on('message', () => undefined)
process.send?.({ type: 'ready', port: 1 })
setInterval(() => undefined, 60_000)
