// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/liveness.hpp>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL run_lock::run_lock(store_handle folder, std::string id)
    : folder_(std::move(folder)), name_(std::move(id)), owner_(::getpid()) {
    do { // until nobody took it for one that was left behind
        file_ = folder_.open(name_, O_RDWR | O_CREAT, 0600);
        if (file_) file_.lock();
    } while (file_ && !file_.is_in(folder_, name_));
}

LEAT_DECL run_lock& run_lock::operator=(run_lock&& from) noexcept {
    if (this == &from) return *this;
    release();
    folder_ = std::move(from.folder_);
    file_ = std::move(from.file_);
    name_ = std::move(from.name_);
    owner_ = from.owner_;
    return *this;
}

LEAT_DECL void run_lock::release(bool remove) noexcept {
    if (file_ && owner_ == ::getpid()) {
        if (remove && file_.is_in(folder_, name_)) ::unlinkat(folder_.get(), name_.c_str(), 0);
        file_.lock(LOCK_UN); // for forked children, too
    }
    file_ = store_handle();
}

LEAT_DECL lock_state state_of_lock(store_handle const& folder, std::string const& id) {
    store_handle const file = folder ? folder.open(id, O_RDONLY) : store_handle();
    if (!file) return lock_state::lost;
    // Shared, so that two who look are not taken for one who holds it.
    if (file.lock(LOCK_SH | LOCK_NB)) return lock_state::released;
    return errno == EWOULDBLOCK ? lock_state::held : lock_state::not_known;
}

LEAT_DECL bool is_alive(lock_state lock, process_life life) noexcept {
    switch (lock) {
    case lock_state::released:
        return false;
    case lock_state::lost:
        return life == process_life::runs;
    case lock_state::held:
    case lock_state::not_known:
        break;
    }
    return life != process_life::gone;
}

LEAT_DECL bool is_alive(store_handle const& locks, std::string const& id,
                        process_mark const& process, process_mark const& here) {
    lock_state const lock = state_of_lock(locks, id);
    return lock != lock_state::released && is_alive(lock, life_of(process, here));
}

} // namespace leat::detail
