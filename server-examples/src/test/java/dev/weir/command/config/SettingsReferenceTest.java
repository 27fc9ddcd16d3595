package dev.weir.command.config;

import dev.weir.command.text.GeneratedPage;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

  @Test
  void theReferencePageIsUpToDate() throws Exception {
    GeneratedPage.requireUpToDate("config.md", SettingsReference.page());
  }
}
