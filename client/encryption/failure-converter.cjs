// Loaded by path: with require() by clients and workers, and by the bundler. All three accept CommonJS.
const { DefaultFailureConverter } = require('@temporalio/common');

/** Moves messages and stack traces of failures into attributes that the codec encrypts. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
