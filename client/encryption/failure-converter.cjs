// Loaded by path: by clients and workers with require(), and into the workflow bundle. CommonJS is what all three take.
const { DefaultFailureConverter } = require('@temporalio/common');

/** Puts messages and stack traces of failures where the codec encrypts them. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
