import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundleOptions } from '@temporalio/worker';

/** What goes into the workflow bundle; the same whether it is built from the sources (tests) or from dist/. */
export function bundleOptions(): BundleOptions & { readonly workflowsPath: string } {
  return {
    workflowsPath: beside('../workflows/index'),
    failureConverterPath: beside('../client/encryption/failure-converter'),
  };
}

function beside(module: string): string {
  return fileURLToPath(new URL(module + extname(import.meta.url), import.meta.url));
}
