package groundswell.workload.client;

import com.fasterxml.jackson.databind.JsonNode;

/// What the API answered.
public record Answer(int status, JsonNode body) {
  public boolean isOk() {
    return status / 100 == 2;
  }
}
