import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundleOptions } from '@temporalio/worker';
import { failureConverterPath } from '../client/encryption/data-converter.ts';

/** Options of the workflow bundle, used for the sources (tests) and for dist/. */
export function bundleOptions(): BundleOptions {
  return {
    workflowsPath: pathOf('index'),
    workflowInterceptorModules: [pathOf('interceptors')],
    failureConverterPath,
  };
}

function pathOf(module: string): string {
  return fileURLToPath(new URL(`../workflows/${module}${extname(import.meta.url)}`, import.meta.url));
}
