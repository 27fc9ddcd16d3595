package dev.weir.it.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests against the schema of Kubernetes' API, as its own Java client carries it. */
final class KubernetesManifestTest {

  private static final Path MANIFEST = Path.of("..", "docker", "kubernetes", "weir.yaml");

  private static final Map<String, Schema> SCHEMAS =
      Map.of(
          "apps/v1 Deployment", V1Deployment::validateJsonElement,
          "v1 Service", V1Service::validateJsonElement,
          "batch/v1 Job", V1Job::validateJsonElement);

  private interface Schema {
    void validate(JsonElement element) throws IOException;
  }

  private static List<JsonObject> objects(String text) {
    List<JsonObject> objects = new ArrayList<>();
    Gson gson = new Gson();
    new Load(LoadSettings.builder().build())
        .loadAllFromString(text)
        .forEach(document -> objects.add(gson.toJsonTree(document).getAsJsonObject()));
    return objects;
  }

  private static String kind(JsonObject object) {
    return object.get("apiVersion").getAsString() + " " + object.get("kind").getAsString();
  }

  private static void validate(JsonObject object) {
    assertThat(SCHEMAS).containsKey(kind(object));
    try {
      Objects.requireNonNull(SCHEMAS.get(kind(object))).validate(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyObjectIsAsTheSchemaWantsIt() throws IOException {
    assertThat(objects(Files.readString(MANIFEST)))
        .extracting(KubernetesManifestTest::kind)
        .containsExactlyInAnyOrderElementsOf(SCHEMAS.keySet());
    assertThat(objects(Files.readString(MANIFEST))).allSatisfy(KubernetesManifestTest::validate);
  }

  /** Proves that the schema looks inside: a name that it does not know, deep down, is refused. */
  @Test
  void aMisspeltFieldWouldBeFound() throws IOException {
    List<JsonObject> wrong =
        objects(Files.readString(MANIFEST).replace("readinessProbe", "readynessProbe"));
    assertThatThrownBy(() -> wrong.forEach(KubernetesManifestTest::validate))
        .hasMessageContaining("readynessProbe");
  }

  @Test
  void probesAskTheAdminEndpoint() throws IOException {
    JsonObject container =
        objects(Files.readString(MANIFEST))
            .getFirst()
            .getAsJsonObject("spec")
            .getAsJsonObject("template")
            .getAsJsonObject("spec")
            .getAsJsonArray("containers")
            .get(0)
            .getAsJsonObject();
    assertThat(container.getAsJsonArray("args").toString()).contains("tcp://:9464");
    assertThat(container.getAsJsonArray("ports").toString())
        .contains("\"name\":\"admin\",\"containerPort\":9464");
  }
}
