package groundswell.domain.failures;

import java.util.Optional;

/// Port: rehearsals, kept for a day.
public interface Shadows {
  void put(Shadow shadow);

  Optional<Shadow> find(String id);
}
