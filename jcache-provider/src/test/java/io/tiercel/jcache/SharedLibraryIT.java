/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.SettingsReport;
import io.tiercel.jcache.config.TiercelSettings;
import java.io.IOException;
import java.io.Serializable;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two applications over one shared provider: each has its own file, settings and caches. */
final class SharedLibraryIT {
  @RegisterExtension static final Nodes NODES = new Nodes();
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final CachingProvider provider =
      Caching.getCachingProvider(CachingProvider.class.getClassLoader());
  private Application one;
  private Application other;

  @TempDir private Path folder;

  /** A value of the application that each application has as a class of its own. */
  public static final class Note implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String text = "note";

    /** Creates a note. */
    public Note() {}

    @Override
    public String toString() {
      return text;
    }
  }

  /** The class loader of an application: its file, and its own class of notes. */
  private static final class Application extends OwnClasses {
    Application(Path folder) throws MalformedURLException {
      super(Note.class.getName(), folder.toUri().toURL());
    }

    Object newNote() {
      try {
        return loadClass(Note.class.getName()).getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the note of the application", e);
      }
    }
  }

  @BeforeEach
  void deploy() throws IOException {
    one = new Application(Files.createDirectory(folder.resolve("one")));
    other = new Application(Files.createDirectory(folder.resolve("other")));
  }

  @AfterEach
  void undeploy() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    provider.close(one);
    provider.close(other);
    one.close();
    other.close();
  }

  private void write(String application, Mode mode, String settings) throws IOException {
    String address = mode == Mode.LOCAL ? "null" : '"' + NODES.redis().address() + '"';
    Files.writeString(
        folder.resolve(application).resolve("application.conf"),
        """
        tiercel {
          l1.enabled = %s
          l2 { address = %s, timeout-ms = 20000, key-prefix = "%s" }
          codec.allow = "%s"
          %s
        }
        """
            .replaceFirst("%s", String.valueOf(mode != Mode.REMOTE))
            .replaceFirst("%s", address)
            .replaceFirst("%s", application + "-" + mode + ":")
            .replaceFirst("%s", Note.class.getPackageName() + ".**")
            .replaceFirst("%s", settings));
  }

  @InEachMode
  void managers_twoApplications_readTheirOwnFiles(Mode mode) throws IOException {
    write("one", mode, "l1.max-entries = 11, caches.notes { version = v1 }");
    write("other", mode, "l1.max-entries = 22, caches.letters { version = v2 }");
    Thread.currentThread().setContextClassLoader(other);
    CacheManager ours = provider.getCacheManager(null, one);
    Thread.currentThread().setContextClassLoader(one);
    CacheManager theirs = provider.getCacheManager(null, other);

    assertThat(theirs).isNotSameAs(ours);
    TiercelSettings settings = ours.unwrap(TiercelSettings.class);
    assertThat(settings.mode()).isEqualTo(mode);
    assertThat(settings.near().maxEntries()).isEqualTo(11);
    assertThat(settings.caches()).containsOnlyKeys("notes");
    assertThat(ours.unwrap(SettingsReport.class).toString())
        .contains("/one/application.conf")
        .doesNotContain("/other/");
    settings = theirs.unwrap(TiercelSettings.class);
    assertThat(settings.near().maxEntries()).isEqualTo(22);
    assertThat(settings.caches()).containsOnlyKeys("letters");
    assertThat(ours.<Object, Object>getCache("org_1:letters")).isNull();
  }

  @InEachMode
  void caches_sameNameInBoth_keepTheirEntriesAndClassesApart(Mode mode) throws IOException {
    write("one", mode, "caches.notes {}");
    write("other", mode, "caches.notes {}");
    CacheManager ours = provider.getCacheManager(null, one);
    CacheManager theirs = provider.getCacheManager(null, other);
    Cache<Object, Object> notes = requireNonNull(ours.getCache("org_1:notes"));
    Cache<Object, Object> letters = requireNonNull(theirs.getCache("org_1:notes"));
    Thread.currentThread().setContextClassLoader(other);
    notes.put("a", one.newNote());
    assertThat(letters.get("a")).isNull();
    letters.put("a", other.newNote());
    Thread.currentThread().setContextClassLoader(null);
    letters.put("b", other.newNote());

    assertThat(notes.get("a")).hasToString("note");
    assertThat(requireNonNull(notes.get("a")).getClass().getClassLoader()).isSameAs(one);
    assertThat(requireNonNull(letters.get("a")).getClass().getClassLoader()).isSameAs(other);
    assertThat(notes.get("b")).isNull();
    provider.close(one);
    assertThat(ours.isClosed()).isTrue();
    assertThat(letters.get("b")).hasToString("note");
  }

  @InEachMode
  void manager_faultInTheOthersFile_isNotItsOwn(Mode mode) throws IOException {
    write("one", mode, "l1.max-entries = 11");
    write("other", mode, "l1.max-entry = 22");
    Thread.currentThread().setContextClassLoader(other);
    assertThat(provider.getCacheManager(null, one).isClosed()).isFalse();
    assertThatThrownBy(() -> provider.getCacheManager(null, other))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("/other/application.conf: 5: no such key: tiercel.l1.max-entry");
  }
}
