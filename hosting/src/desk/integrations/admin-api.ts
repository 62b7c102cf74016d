/** What only administrators may call. */

import type {
  ApiKey,
  ApiKeyList,
  CreatedApiKey,
  DeliveryPage,
  NewApiKey,
  NewWebhook,
  NewWebhookEndpoint,
  ReplayQueued,
  ReplayRequest,
  WebhookEndpoint,
  WebhookEndpoints,
  WebhookPatch,
  WebhookSecret,
} from "../../shared/contract";
import { SignedInApi } from "../session/api";

export class AdminApi extends SignedInApi {
  keys(): Promise<ApiKeyList> {
    return this.call("/api/keys");
  }

  createKey(key: NewApiKey): Promise<CreatedApiKey> {
    return this.call("/api/keys", { method: "POST", body: key });
  }

  revokeKey(id: string): Promise<ApiKey> {
    return this.call(`/api/keys/${id}`, { method: "DELETE" });
  }

  endpoints(): Promise<WebhookEndpoints> {
    return this.call("/api/webhooks");
  }

  addEndpoint(endpoint: NewWebhook): Promise<NewWebhookEndpoint> {
    return this.call("/api/webhooks", { method: "POST", body: endpoint });
  }

  changeEndpoint(id: string, patch: WebhookPatch): Promise<WebhookEndpoint> {
    return this.call(`/api/webhooks/${id}`, { method: "PATCH", body: patch });
  }

  deleteEndpoint(id: string): Promise<WebhookEndpoint> {
    return this.call(`/api/webhooks/${id}`, { method: "DELETE" });
  }

  rotateSecret(id: string): Promise<WebhookSecret> {
    return this.call(`/api/webhooks/${id}/secret`, { method: "POST" });
  }

  /** Newest first; from the cursor on, if one is given. */
  deliveries(id: string, pageSize: number, cursor: string | null): Promise<DeliveryPage> {
    const query = new URLSearchParams({ page_size: String(pageSize), ...(cursor !== null && { cursor }) });
    return this.call(`/api/webhooks/${id}/deliveries?${query}`);
  }

  replay(id: string, what: ReplayRequest): Promise<ReplayQueued> {
    return this.call(`/api/webhooks/${id}/replay`, { method: "POST", body: what });
  }
}
