package groundswell.client;

import com.fasterxml.jackson.databind.JsonNode;
import groundswell.client.model.InboxMessage;
import groundswell.client.model.LocalState;
import java.util.List;

/// What only a local cloud answers.
public final class LocalCloudApi {
  private final ApiClient api;

  public LocalCloudApi(ApiClient api) {
    this.api = api;
  }

  public Answer<LocalState> state() {
    return api.get("/_local/state").as(LocalState.class);
  }

  /// What the topics have published, the latest last.
  public List<Answer<InboxMessage>> inbox() {
    var inbox = api.get("/_local/inbox").as(Inbox.class).value();
    return Answer.each(inbox.messages(), InboxMessage.class);
  }

  private record Inbox(JsonNode messages) {}
}
