package dev.madang.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class FolderStoreTest extends MediaStoreContract {

	@TempDir
	Path root;

	private FolderStore store;

	private WorkFolder work;

	/** Links are UploadsTest's, which sends by them. */
	static FolderStore store(Path root) {
		var none = new DriverManagerDataSource();
		return new FolderStore(root, new UploadLinks(JdbcClient.create(none), new JdbcTransactionManager(none)),
				new WorkFolder(root));
	}

	@BeforeEach
	void aStore() {
		work = new WorkFolder(root);
		store = store(root);
	}

	@Override
	protected MediaStore store() {
		return store;
	}

	@Override
	protected void send(long id, byte[] file) throws IOException {
		store.take(id, Files.write(work.file(), file));
	}
}
