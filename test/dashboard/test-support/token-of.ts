import type { TestCustomer } from "@sluice/test-kit";
import { z } from "zod";

/** One more token of the customer's project. */
export async function tokenOf(customer: TestCustomer, role: "admin" | "viewer"): Promise<string> {
  const { body } = await customer.call("POST", "/v1/tokens", { name: role, role });
  return z.object({ token: z.string() }).parse(body).token;
}
