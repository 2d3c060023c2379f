// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/dataset.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/config.hpp>
#include <leat/support/error.hpp>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>

namespace leat::detail {

using microseconds_since_1970 = std::chrono::sys_time<std::chrono::microseconds>;

/// The name of a version: the moment in UTC, so that the order of names is the order of time. No
/// ':', which not every file system takes.
LEAT_DECL std::string version_name(microseconds_since_1970 moment);

/// The moment that a version is named after; false when it is no name of a version.
LEAT_DECL bool read_version(std::string const& name, microseconds_since_1970& moment);

} // namespace leat::detail

namespace leat::dataset {

/// Keeps every value that was saved: `path` is a folder with one folder for each version, named
/// after the moment of saving in UTC, as in `days.csv/2026-11-21T07.15.02.123456Z/days.csv`.
///
/// Names grow strictly, also when the clock steps back or several processes save at once. A version
/// is there in full or not at all. Loads the latest one, or the one chosen by `at`.
///
/// An object is a place and holds nothing: copies are cheap and name the same versions.
template <class Dataset>
class versioned {
public:
    /// Each version is a `Dataset(file, arguments...)`.
    template <class... Argument>
        requires std::constructible_from<Dataset, std::filesystem::path, Argument const&...>
    explicit versioned(std::filesystem::path path, Argument... arguments)
        : path_(without_slash(std::move(path))), make_([=](std::filesystem::path file) {
              return Dataset(std::move(file), arguments...);
          }) {}

    /// The same with a list in braces, such as the columns of a csv file.
    template <class... Argument>
        requires std::constructible_from<Dataset, std::filesystem::path,
                                         std::vector<std::string> const&, Argument const&...>
    versioned(std::filesystem::path path, std::vector<std::string> list, Argument... arguments)
        : path_(without_slash(std::move(path))), make_([=](std::filesystem::path file) {
              return Dataset(std::move(file), list, arguments...);
          }) {}

    /// The same place, with one version that is loaded and saved in place of the latest. Throws
    /// `leat::error` when `version` cannot be the name of one.
    versioned at(std::string version) const {
        detail::microseconds_since_1970 moment;
        if (!detail::read_version(version, moment))
            throw error(describe() + " has no version '" + version +
                        "'; name a moment in UTC such as 2026-11-21T07.15.02.123456Z");
        versioned pinned = *this;
        pinned.pinned_ = std::move(version);
        return pinned;
    }

    /// The same place, where saving a new version removes all but the newest `count`; 0 keeps all.
    versioned keep(std::size_t count) const {
        versioned bounded = *this;
        bounded.keep_ = count;
        return bounded;
    }

    /// The names of all versions, the oldest first. Cost: lists the folder.
    std::vector<std::string> versions() const {
        std::vector<std::string> names;
        detail::microseconds_since_1970 moment;
        std::error_code missing;
        std::filesystem::directory_iterator entry(path_, missing), end;
        for (; !missing && entry != end; entry.increment(missing))
            if (std::string name = entry->path().filename().string();
                detail::read_version(name, moment) && entry->is_directory(missing))
                names.push_back(std::move(name));
        std::sort(names.begin(), names.end());
        return names;
    }

    /// The latest version, or the chosen one, as a `T`. Throws `leat::error` when there is none,
    /// and what the `Dataset` throws.
    template <class T>
        requires dataset_for<Dataset, T>
    T load() const {
        return newest([](Dataset& inner) -> T { return detail::load_from<T>(inner); });
    }

    /// The same for a `Dataset` that need not be told the type.
    auto load() const
        requires requires(Dataset& inner) { inner.load(); }
    {
        return newest([](Dataset& inner) { return inner.load(); });
    }

    /// Makes a new version of `value`, or the chosen one if it is not there yet. Throws
    /// `leat::error`, and what the `Dataset` throws; then no version is new.
    template <class T>
        requires dataset_for<Dataset, T>
    void save(T const& value) const {
        if (std::error_code unknown; std::filesystem::is_regular_file(path_, unknown))
            throw error("cannot write '" + path_.string() +
                        "': it is a file, where versions are kept in a folder of this name; move "
                        "the file away");
        if (!pinned_.empty() && exists()) refuse();
        detail::make_folders(path_);
        std::filesystem::path const temporary = path_ / detail::temporary_name("new");
        detail::descriptor held; // tells others that the temporary is in use
        {
            detail::descriptor folder;
            lock(folder);
            detail::remove_stale_temporaries(path_, "new");
            if (::mkdir(temporary.c_str(), 0777) != 0) fail(errno);
            held.open(temporary, O_RDONLY | O_DIRECTORY);
            held.lock();
        }
        try {
            Dataset inner = make_(temporary / path_.filename());
            inner.save(value);
            put_in_place(temporary, held);
        } catch (...) {
            std::error_code ignored;
            std::filesystem::remove_all(temporary, ignored);
            throw;
        }
    }

    /// Whether there is something to load.
    bool exists() const {
        std::error_code unknown;
        return pinned_.empty() ? !versions().empty()
                               : std::filesystem::exists(path_ / pinned_, unknown);
    }

    template <class T, class Inner = Dataset>
    using cannot_store = typename Inner::template cannot_store<T>;

    /// As in "latest version of csv file 'days.csv'".
    std::string describe() const {
        return (pinned_.empty() ? "latest version" : "version " + pinned_) + " of " +
               make_(path_).describe();
    }

private:
    static std::filesystem::path without_slash(std::filesystem::path path) {
        return path.has_filename() ? path : path.parent_path();
    }

    [[noreturn]] void fail(int code) const { detail::throw_file_error("write", path_, code); }

    [[noreturn]] void refuse() const {
        throw error(describe() + " is there already, and versions do not change; save a new one");
    }

    // Names are given and versions removed by one process at a time.
    void lock(detail::descriptor& folder) const {
        folder.open(path_, O_RDONLY | O_DIRECTORY);
        if (!folder) fail(errno);
        folder.lock();
    }

    template <class Use>
    auto newest(Use use) const {
        for (;;) {
            std::vector<std::string> const all = versions();
            if (all.empty())
                throw error("cannot read '" + path_.string() +
                            "': there is no version yet; save one first");
            std::string const& version = pinned_.empty() ? all.back() : pinned_;
            std::filesystem::path const folder = path_ / version;
            std::error_code unknown;
            if (!pinned_.empty() && !std::filesystem::exists(folder, unknown)) unknown_version(all);
            try {
                Dataset inner = make_(folder / path_.filename());
                return use(inner);
            } catch (...) {
                // A process that keeps fewer may have removed it meanwhile; then there is a newer
                // one.
                if (!pinned_.empty() || std::filesystem::exists(folder, unknown)) throw;
            }
        }
    }

    // Names the three versions nearest to the one that is not there.
    [[noreturn]] void unknown_version(std::vector<std::string> const& all) const {
        auto const after = std::lower_bound(all.begin(), all.end(), pinned_);
        auto const first = after - std::min<std::ptrdiff_t>(2, after - all.begin());
        auto const last = first + std::min<std::ptrdiff_t>(3, all.end() - first);
        std::string near;
        for (auto name = first; name != last; ++name) near += (near.empty() ? "" : ", ") + *name;
        throw error("cannot read '" + path_.string() + "': there is no version " + pinned_ +
                    "; the nearest of " + std::to_string(all.size()) + " are " + near);
    }

    void put_in_place(std::filesystem::path const& temporary, detail::descriptor& held) const {
        for (auto const& entry : std::filesystem::recursive_directory_iterator(temporary))
            if (detail::descriptor const file(entry.path(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
                file)
                if (int const code = file.sync(); code != 0) fail(code);
        held.sync();
        detail::descriptor folder;
        lock(folder);
        std::vector<std::string> all = versions();
        std::string version = pinned_;
        if (version.empty()) {
            using namespace std::chrono;
            auto moment = floor<microseconds>(system_clock::now());
            detail::microseconds_since_1970 last;
            if (!all.empty() && detail::read_version(all.back(), last))
                moment = std::max(moment, last + microseconds(1));
            version = detail::version_name(moment);
        }
        bool const bounded = keep_ != 0 && pinned_.empty();
        if (bounded) remove_but(keep_, all); // what savers left that were killed
        // A folder is not renamed over one that holds something.
        if (::rename(temporary.c_str(), (path_ / version).c_str()) != 0) {
            if (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR) refuse();
            fail(errno);
        }
        folder.sync();
        if (bounded) remove_but(keep_ - 1, all); // and the new one
    }

    // Leaves the newest `count` of the versions.
    void remove_but(std::size_t count, std::vector<std::string>& all) const {
        for (; all.size() > count; all.erase(all.begin())) {
            // Out of sight first, so that nobody loads a half of it.
            std::filesystem::path const old = path_ / detail::temporary_name("new");
            std::error_code ignored;
            if (::rename((path_ / all.front()).c_str(), old.c_str()) == 0)
                std::filesystem::remove_all(old, ignored);
        }
    }

    std::filesystem::path path_;
    std::function<Dataset(std::filesystem::path)> make_;
    std::string pinned_; // empty for the latest
    std::size_t keep_ = 0;
};

} // namespace leat::dataset

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/catalog/impl/versioned.ipp>
#endif
