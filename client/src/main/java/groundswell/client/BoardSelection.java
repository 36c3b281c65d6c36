package groundswell.client;

import groundswell.domain.ids.MemberId;

/// Which rows of a board.
public sealed interface BoardSelection {
  /// The request's query.
  String query();

  /// The top ten.
  record Usual() implements BoardSelection {
    @Override
    public String query() {
      return "";
    }
  }

  record Top(int rows) implements BoardSelection {
    @Override
    public String query() {
      return "?top=" + rows;
    }
  }

  /// @param number from 1
  record Page(int number, int size) implements BoardSelection {
    @Override
    public String query() {
      return "?page=%d&size=%d".formatted(number, size);
    }
  }

  /// A member and its neighbours on each side.
  record Around(MemberId member, int radius) implements BoardSelection {
    @Override
    public String query() {
      return "?around=%s&radius=%d".formatted(Endpoint.encoded(member.value()), radius);
    }
  }
}
