import { pythonWith } from '../python/environment.mjs';

/** The packages of each validator. Each has its own environment, because the second needs an old library version. */
const packages = {
  pyx12: ['pyx12==4.0.0'],
  lfh: ['linuxforhealth-x12==0.57.0', 'pydantic==1.10.27'],
};

/** The path of the Python in a validator's environment. Creates the environment in the cache if it is missing. */
export function judgePython(judge) {
  return pythonWith(judge, packages[judge]);
}
