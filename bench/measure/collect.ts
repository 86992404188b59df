import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded by `node --import` into each thread of a measured process. Collects garbage every two seconds, so that
// resident memory shows live objects only.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setInterval(collect, 2_000).unref();
