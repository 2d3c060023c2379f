// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/store_file.hpp>
#include <leat/repo/process.hpp>
#include <leat/support/config.hpp>

#include <string>

// A run is alive while its process holds the lock on a file of its own. The system lets go of it
// with the process; a child that was forked meanwhile may hold it further, so that a process that
// is known to be gone counts more.

namespace leat::detail {

/// The lock of a run, held while the object lives. A forked child's copy of it does nothing.
class run_lock {
public:
    run_lock() = default;
    /// Takes it in the folder of locks. Where there are no locks it is but a file.
    LEAT_DECL run_lock(store_handle folder, std::string id);
    run_lock(run_lock&&) noexcept = default;
    LEAT_DECL run_lock& operator=(run_lock&& from) noexcept;
    ~run_lock() { release(); }

    /// Whether there is a file; if not, `errno` says why.
    explicit operator bool() const noexcept { return static_cast<bool>(file_); }

    void release() noexcept { release(true); }

    /// Lets go of it and leaves the file: who looks sees that nobody holds it.
    void abandon() noexcept { release(false); }

private:
    LEAT_DECL void release(bool remove) noexcept;

    store_handle folder_{}, file_{};
    std::string name_{};
    ::pid_t owner_ = 0;
};

/// What the file of a lock tells.
enum class lock_state { held, released, lost, not_known };

LEAT_DECL lock_state state_of_lock(store_handle const& folder, std::string const& id);

/// Whether a run that has not been closed is alive: its process holds the lock, and is not known to
/// be gone. Where the file is lost, its process must be known to be there; where the file system
/// has no locks, it must not be known to be gone.
LEAT_DECL bool is_alive(lock_state lock, process_life life) noexcept;

LEAT_DECL bool is_alive(store_handle const& locks, std::string const& id,
                        process_mark const& process, process_mark const& here);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/liveness.ipp>
#endif
