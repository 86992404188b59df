import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// Loaded by `node --import` into each thread of a process whose memory is measured: garbage is collected every two
// seconds, so that resident memory shows what is kept and not what was last thrown away.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
setInterval(collect, 2_000).unref();
