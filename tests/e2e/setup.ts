import type { TestProject } from "vitest/node";
import { type Product, startProduct } from "../support/product.ts";

declare module "vitest" {
  export interface ProvidedContext {
    product: Product;
  }
}

/** One product for all end-to-end tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { product, stop } = await startProduct();
  project.provide("product", product);
  return stop;
}
