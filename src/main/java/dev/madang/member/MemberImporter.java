package dev.madang.member;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.madang.platform.archive.ArchiveLine;
import dev.madang.platform.archive.ArchiveImporter;
import dev.madang.platform.archive.Batch;
import dev.madang.platform.archive.Copy;
import dev.madang.platform.archive.Ref;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Loads {@code user} lines. An imported member has no password and cannot sign in before the name is claimed. A handle that
 * another import made is that member; a registered one is joined only where the operator said so, and never one in charge.
 */
@Component
class MemberImporter implements ArchiveImporter {

	/** Whatever an archive holds, as long as it can stand in an address. Compared exactly. */
	private static final Pattern ADDRESSABLE = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.*+~-]{1,60}");

	private record Line(ArchiveLine line, Ref ref, String handle, String name) {
	}

	private record Existing(long id, String handle, boolean registered, boolean inCharge) {
	}

	private final JdbcClient jdbc;

	private final Copy copy;

	MemberImporter(JdbcClient jdbc, Copy copy) {
		this.jdbc = jdbc;
		this.copy = copy;
	}

	@Override
	public String type() {
		return "user";
	}

	@Override
	public List<String> tables() {
		return List.of("member");
	}

	@Override
	public List<Ref> references(ArchiveLine line) {
		return List.of();
	}

	@Override
	public int load(List<ArchiveLine> lines, Batch batch) {
		var read = batch.read(lines, line -> new Line(line, line.ref(), handle(line), line.text("name", 1, 60)));
		var existing = existing(read.stream().map(Line::handle).toList());
		for (var line : read) {
			join(line, existing, batch);
		}
		var fresh = new HashMap<String, Line>();
		var unknown = read.stream()
				.filter(line -> batch.find(line.ref()).isEmpty() && !existing.containsKey(line.handle())).toList();
		var former = former(unknown.stream().map(Line::handle).toList());
		for (var line : unknown) {
			if (isFree(line, former, batch)) {
				fresh.putIfAbsent(line.handle(), line);
			}
		}
		var ids = copy.ids("member", fresh.size()).iterator();
		var idsByHandle = new HashMap<String, Long>();
		fresh.keySet().forEach(handle -> idsByHandle.put(handle, ids.next()));
		copy.into("member (id, handle, name)", fresh.values(),
				(line, row) -> row.add(idsByHandle.get(line.handle())).add(line.handle()).add(line.name()));
		for (var line : read) {
			var id = idsByHandle.get(line.handle());
			if (id != null) {
				batch.put(line.ref(), id);
			}
		}
		return fresh.size();
	}

	private static String handle(ArchiveLine line) {
		var handle = line.text("handle", 1, 60);
		if (!ADDRESSABLE.matcher(handle).matches()) {
			throw new ArchiveLine.Bad("handle \"" + handle + "\" has characters that no address can have");
		}
		return handle;
	}

	private static void join(Line line, Map<String, Existing> existing, Batch batch) {
		var found = existing.get(line.handle());
		if (found == null) {
			return;
		}
		batch.read(List.of(line.line()), archiveLine -> {
			if (found.inCharge()) {
				throw new ArchiveLine.Bad("handle \"" + line.handle() + "\" is a moderator's or an admin's here");
			}
			if (found.registered() && !batch.mergesMembers()) {
				throw new ArchiveLine.Bad("handle \"" + line.handle()
						+ "\" is a registered member's here; --merge-members would join them");
			}
			batch.put(line.ref(), found.id());
			return found.id();
		});
	}

	private static boolean isFree(Line line, Set<String> former, Batch batch) {
		return !batch.read(List.of(line.line()), archiveLine -> {
			if (former.contains(line.handle())) {
				throw new ArchiveLine.Bad("handle \"" + line.handle() + "\" is that of a member who has left");
			}
			return line;
		}).isEmpty();
	}

	private Set<String> former(List<String> handles) {
		var byHash = handles.stream().collect(Collectors.groupingBy(handle -> HexFormat.of().formatHex(Handle.hash(handle))));
		return jdbc.sql("select hash from former_handle where hash = any(:hashes)")
				.param("hashes", byHash.keySet().stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new))
				.query((row, number) -> HexFormat.of().formatHex(row.getBytes("hash"))).stream()
				.flatMap(hash -> byHash.getOrDefault(hash, List.of()).stream()).collect(Collectors.toSet());
	}

	private Map<String, Existing> existing(List<String> handles) {
		var found = new HashMap<String, Existing>();
		jdbc.sql("""
				select m.id, m.handle, m.role <> 'member' as in_charge,
				       m.password_hash is not null or exists (select 1 from member_email e where e.member_id = m.id)
				         or exists (select 1 from member_identity i where i.member_id = m.id)
				         or exists (select 1 from passkey k where k.member_id = m.id) as registered
				from member m where m.handle = any(:handles)
				""").param("handles", handles.toArray(String[]::new)).query(Existing.class).list()
				.forEach(member -> found.put(member.handle(), member));
		return found;
	}
}
